/** Text in the pieces in which it is streamed: sentences and lines, whole when put together again. */
export function piecesOf(text: string): readonly string[] {
  return (
    text
      .match(/[^\n.!?]*(?:[.!?](?!\s)[^\n.!?]*)*(?:[.!?]+[ \t]*|\n+|$)/g)
      ?.filter((piece) => piece !== '') ?? []
  );
}
