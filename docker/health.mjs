// Whether this container should be sent requests: the image has no curl. Docker reads the exit code.
const { ok } = await fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`, { signal: AbortSignal.timeout(2500) });
process.exit(ok ? 0 : 1);
