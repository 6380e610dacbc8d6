/** A refusal in SQS's terms. */
export class SqsError extends Error {
  override readonly name = 'SqsError';
  readonly type: string;
  readonly status: number;
  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}
