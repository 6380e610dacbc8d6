/** Why a backtest cannot be made of what was given. */
export type BacktestErrorCode =
  | 'too-few-rows'
  | 'constant-target'
  | 'no-order-of-time'
  | 'leaking-feature'
  | 'no-feature';

export class BacktestError extends Error {
  override readonly name = 'BacktestError';
  readonly code: BacktestErrorCode;
  constructor(code: BacktestErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
