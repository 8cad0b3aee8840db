/** Installing or building failed: what went wrong is in the message, and a stack would only hide it. */
export function endWithSentence(error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
