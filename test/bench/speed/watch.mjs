/*
 * Loaded into a server before its own code (`--import`): tells the benchmark, when asked, what the process takes and how
 * late its event loop was since it was asked last.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
let cpu = process.cpuUsage();

process.on('message', (message) => {
  if (message === 'have a rest') globalThis.gc();
  else if (message !== 'how are you') return;
  const used = process.cpuUsage(cpu);
  cpu = process.cpuUsage();
  process.send({
    rss: process.memoryUsage.rss(),
    heap: process.memoryUsage().heapUsed,
    delay: delay.percentile(99) / 1e6,
    cpu: (used.user + used.system) / 1000,
  });
  delay.reset();
});
// Nothing is left running when the benchmark is gone; while it is there, it keeps nobody from ending.
process.on('disconnect', () => process.exit());
process.channel?.unref();
