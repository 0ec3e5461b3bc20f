/**
 * A reason not to start that its reader can mend. Its message is one line saying what is wrong and what to do;
 * the process prints that line alone (no stack) and ends with a code other than 0.
 */
export class StartError extends Error {
  override readonly name = 'StartError';

  constructor(message: string, options?: { cause?: unknown }) {
    super(message.replace(/\s*\n\s*/g, ' '), options);
  }
}
