/** What tests read of an answer of the API; what is not in it is undefined. */
export interface Told {
  readonly turnId: string;
  readonly sessionId: string;
  readonly code: string;
  readonly status: string;
  readonly turns: unknown;
  readonly dependencies: unknown;
}

export async function told(response: Response | Promise<Response>): Promise<Told> {
  return (await (await response).json()) as Told;
}
