/** Words that ask where something is written; they count alone when they name a document. */
export const SOURCE_CUES = {
  source: {
    4: `where does say|where do say|where it say|where say that|where that say|where written|where is written|where is stated|where document|where is documented|where can read|where do read|where stand|where does stand|
      which document|what document say|what doc|which doc|says who|who says|according to what|according to which|source for that|source of that|source for this|source of this|source for it|your source|the source|sources|citation|cite|reference for|
      link to the doc|show document|show the document|show me the document|show source|show me where|show me the source|where is that from|where that from|where did you get that|where does that come from|where comes that|where you have that|where do you have that|where did you read|official doc|in writing|prove it|prove that|page say|written where|is stated where`,
  },
} as const;

/** A message that opens so asks how something is or is done, whatever deal is at hand. */
export const EXPLAINING_OPENERS: readonly string[] =
  `what is|whats|what are|what does|what do|what was|wat is|explain|define|definition of|describe|meaning of|what is meant by|tell me about|tell me what|tell me how|teach me|
  how does|how do i|how do we|how do you|how can i|how can we|how to|how is|how are|how should i|how should we|how must|how long does|how long do|how often|
  what happens|whats the difference|what is the difference|difference between|difference of|compare|who approves|who has to|who must|who signs|what do you mean by|what do you mean with|when is an opportunity|when is a deal|who decides|who signs off|who has to approve|when do i|when do we|when can i|when can we|when must|when should|
  do i need|do we need|do i have to|do we have to|must i|must we|can i|can we|am i allowed|are we allowed|is it allowed|is there a rule|are there rules|what counts|what are the rules|what steps|which steps|what is needed|what do i need to|what do we need to|
  what must|what should i|where do i|where can i|where do we|which stages|what stages|which stage|what stage|which phases|what phases|why do i|why do we|any guidance|any guide|guidance on|guide to|guide for|best practice|best practices|rules for|rules of|steps to|process for|process to|info on|information on|information about|docs on|documentation on|documentation for|how about|does the|does a|does an|is a|is an|is the|are the|does aws|does|is|which|what|when|who|why|explain me|can you explain|could you explain|please explain|can you tell me|could you tell me|can u explain|help me understand|i dont understand|what about|remind me what|remind me how`
    .split('|')
    .map((row) => row.trim());
