/** Words between two that belong together: at most so many. */
const gap = (most: number) => `(?:[^\\p{L}\\p{N}]+[\\p{L}\\p{N}']+){0,${most}}?[^\\p{L}\\p{N}]+`;

const LEAVE =
  "ignor(?:e|es|ing)|disregard(?:s|ing)?|forget|overrid(?:e|ing)|bypass(?:ing)?|skip|violate|break|erase|delete|discard|cancel|revoke|suspend|drop|unfollow|neglect|(?:do not|dont|don't|stop|no longer|never) (?:follow|obey|apply|check)(?:ing)?|turn off|switch off|disable|deactivate|remove|set aside|leave|circumvent|get (?:a)?round|replace|rewrite";
/** Whose they are: what stands before the rules of an assistant, and hardly before those of a program. */
const WHOSE =
  '(?:all|any|your|the (?:above|previous|prior|earlier|system)|above|previous|prior|earlier|preceding|former|every|these|those|its|own|system|safety|current|existing|original|initial|hidden|every one of|all of)';
const RULES =
  '(?:instructions?|rules?|guidelines?|directives?|polic(?:y|ies)|programming|prompts?|restrictions?|guardrails?|safety(?: settings| measures| checks)?|filters?|constraints?|limitations?|system messages?|permissions?|commands?|orders)';
const SHOW =
  "(?:print|show|reveal|repeat|output|display|tell|give|list|leak|translate|summari[sz]e|encode|paste|write|dump|share|disclose|expose|recite|copy|send|what (?:is|are|was|were|does|do)|what's|whats|read|return|begin|start|render|contains?|quote)";
const SECRET =
  '(?:system ?prompts?|system messages?|(?:your|hidden|secret|initial|original|full|internal) (?:own |full |hidden |secret |initial |original |internal |complete |entire |exact |system |configuration )*(?:instructions?|prompts?|rules?|guidelines?|configuration|directives|programming)|(?:instructions?|rules?|prompts?|everything) (?:that )?(?:you (?:were|have been|are|got)|your developers?)|(?:hidden|developer|configuration) (?:prompts?|instructions?)|(?:words|text|message|messages|everything|content) (?:above|before|preceding)|environment variables|session attributes|internal state|aws keys|api keys)';
const FREE =
  '(?:dan|(?:un|non)(?:restricted|filtered|censored|limited)|jailbr(?:eak|oken)|(?:developer|debug|god|admin(?:istrator)?|root|maintenance|sudo|jailbreak) mode|evil ?bot|freegpt)';
const WITHOUT =
  '(?:no|without(?: any| all)?|has no|have no|had no|free of|free from|not bound by) (?:more |any |all |safety )?(?:rules?|restrictions?|guidelines?|filters?|limits?|limitations?|instructions?|polic(?:y|ies)|constraints?|permissions?)';
const PLAY =
  "(?:pretend|act(?:ing)?|imagine|role ?play|simulate|assume|behave|play|be|switch|enter|enable|activate|you are|you're|from now on|become|answer|speak|stay|respond|turn)";

const patterns = (texts: readonly string[]) =>
  texts.map((text) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${text})(?![\\p{L}\\p{N}])`, 'u'));

/** In English, by what is asked for. */
export const ENGLISH_ATTACKS: readonly RegExp[] = patterns([
  // Rules are to be left.
  `(?:${LEAVE})${gap(3)}${WHOSE}${gap(3)}${RULES}(?! (?:of|for|from|in) (?:the )?(?:program|poc|map|customer|project|country))`,
  `(?:${LEAVE}) (?:${RULES}|everything|anything|what(?:ever)?)${gap(2)}(?:you|your|above|told|said before|was said|written above)`,
  `(?:${LEAVE})${gap(2)}what${gap(2)}(?:developers?|system|admin\\w*)${gap(2)}(?:told|said|wrote)`,
  `(?:your|earlier|previous|prior|all)${gap(2)}${RULES}${gap(4)}(?:suspended|void|cancell?ed|over|do not (?:apply|exist|count)|don't (?:apply|exist|count)|no longer|removed|lifted|aside|off|apply)(?: until| now)?`,
  `none of (?:your|the|these)${gap(3)}(?:rules|instructions|guidelines|restrictions)`,
  `new (?:system )?(?:instructions?|directives?|rules?) ?:`,
  `(?:grant|give) (?:me|us|yourself)${gap(2)}(?:admin\\w*|root|full|unrestricted)${gap(1)}(?:rights?|access|permissions?|privileges?)`,
  `(?:set|change|make)${gap(2)}seller ?id${gap(2)}[\\p{L}\\p{N}]+`,
  `no longer (?:check|ask|verify)${gap(3)}(?:who|permissions?|identity)`,
  `(?:obey|follow|do exactly)${gap(3)}(?:only me|me instead|me only|what i (?:type|say)|my commands|mine only)`,
  `your only (?:directive|rule|instruction|task) is`,
  // What nobody is shown.
  `${SHOW}${gap(6)}${SECRET}`,
  `(?:poem|song|story|code block|chapter|base64|json)${gap(6)}${SECRET}`,
  `(?:instructions?|prompt|rules?)${gap(3)}(?:word for word|verbatim|exactly as (?:written|given))`,
  `(?:message|one)${gap(3)}from the system`,
  `(?:${SHOW})${gap(5)}(?:secret|hidden)${gap(1)}(?:instructions?|rules?|prompts?)`,
  // Somebody else is to answer.
  `${PLAY}${gap(6)}${FREE}`,
  `${PLAY}${gap(9)}${WITHOUT}`,
  `(?:you are|you're|you will be) (?:now |no longer )(?:in )?(?:an? |the )?(?:ai|assistant|bot|model|root|admin\\w*|hacker|database|shell|free)${gap(0)}?`,
  `(?:ai|assistant|bot|model|persona|chatbot)${gap(6)}(?:${WITHOUT}|unrestricted|uncensored|ignores? (?:all|every|any|its)|safety (?:is )?(?:turned )?off|nothing is forbidden)`,
  `(?:act|pretend|simulate|role ?play|behave)${gap(3)}(?:the )?(?:administrator of this|root (?:shell|user)|database console|sql console|system itself|developer of this)`,
  `(?:pretend|act as if|assume)${gap(2)}i am${gap(2)}(?:the )?(?:seller|admin\\w*|developer|owner)`,
  `(?:in this|this is a) (?:simulation|game|novel|test|story|hypothetical)${gap(6)}(?:your rules|no rules|do not exist|no restrictions|secret instructions)`,
  `nothing is (?:forbidden|off limits)`,
  `hacker${gap(9)}(?:permission|checks|security)`,
]);

/** In other languages: leave what is yours, or show what is hidden. */
export const OTHER_LANGUAGE_ATTACKS: readonly RegExp[] = [
  ...patterns([
    // German, Dutch.
    `(?:ignorier\\w*|vergiss|vergessen sie|missachte\\w*|umgehe\\w*|negeer|vergeet|zeige?|gib|verrate?|nenne?|toon|geef)${gap(4)}(?:alle[rsnm]?|deine[nrms]?|vorherigen?|bisherigen?|vorige|eerdere|je|jouw|ihre)${gap(3)}(?:anweisungen|anleitung\\w*|regeln|richtlinien|vorgaben|instructies|regels|instruktionen)`,
    `(?:zeige?|gib|verrate?|nenne?|toon|geef|druck\\w*|laat)${gap(4)}(?:system ?prompts?|systeem ?prompt|systemanweisung\\w*)`,
    `(?:du bist|je bent)(?: jetzt| nu)${gap(4)}(?:ohne|zonder)${gap(2)}(?:einschrankungen|einschränkungen|regeln|grenzen|beperkingen|regels)`,
    `gib mir${gap(2)}(?:admin\\w*|root)\\w*`,
    // French.
    `(?:ignore[zr]?|oublie[zr]?|affiche[zr]?|montre(?:z|r|-moi)?|revele[zr]?|donne[zr]?)${gap(3)}(?:toutes|tous|tes|ton|vos|votre|les|ces)${gap(2)}(?:instructions|regles|consignes|directives|prompts?)(?:${gap(1)}(?:precedentes|cachees|systeme|et|mot|secretes))?`,
    `(?:tu es|vous etes) maintenant${gap(4)}(?:sans|aucune)${gap(2)}(?:limites?|restrictions?|regles)`,
    // Spanish, Portuguese, Italian.
    `(?:ignora|ignore|ignorad|olvida|olvide|muestra(?:me)?|muestrame|revela|mostre|mostra(?:mi)?|esqueca|dimentica|dimmi)${gap(3)}(?:todas?|tus?|tutte|tue|tuoi|il tuo|seu|suas|as|las|le|o|il)${gap(2)}(?:instrucciones|reglas|instrucoes|regras|istruzioni|regole|prompts?)`,
    `(?:ahora eres|agora voce e|ora sei)${gap(4)}(?:sin|sem|senza)${gap(2)}(?:restricciones|reglas|limites|restricoes|regras|restrizioni|regole|limiti)`,
    `actua como administrador`,
    // Polish.
    `(?:z?ignoruj|zapomnij|pokaz)${gap(3)}(?:wszystkie|swoje|poprzednie|twoje)${gap(2)}(?:polecenia|instrukcje|zasady)`,
  ]),
  /(?:игнориру|забуд|покажи|раскро)[\p{L}]*[^.!?]{0,40}(?:инструкц|правил|промпт|указани)/u,
  /(?:忽略|无视|忘记|显示|告诉我|輸出|输出)[^。]{0,20}(?:指令|指示|提示词|系统提示|规则)/u,
  /(?:指示|命令|プロンプト|ルール)[^。]{0,12}(?:無視|忘れ|表示|見せ)/u,
  /(?:지시|명령|프롬프트|규칙|프롬프트)[^.]{0,12}(?:무시|잊|보여|출력)/u,
];

/** For texts whose words have run together. */
export const COMPACT_ATTACKS: readonly RegExp[] = [
  /(?:ignore|disregard|forget|override|bypass)(?:all|any|your|the|my|previous|prior|above|earlier|system){1,4}(?:instructions?|rules?|guidelines?|prompts?|restrictions?)/,
  /(?:print|show|reveal|repeat|output|leak)(?:me|your|the|all|hidden|full|system){1,4}(?:instructions?|prompts?|rules)/,
  /youarenow(?:in)?(?:dan|adan|developermode|adminmode|unrestricted|jailbroken)/,
];
