/** A knowledge base that an agent may search. */
export interface KnowledgeBaseRef {
  /** Ten letters and digits. */
  readonly knowledgeBaseId: string;
  /** For the model: what is in it, and when to search it. */
  readonly description: string;
}
