// Refused by: @typescript-eslint/no-floating-promises
async function record(): Promise<void> {
  await Promise.resolve();
}

export function recordAll(): void {
  void record();
}
