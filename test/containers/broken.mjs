/*
 * A home with one fault: whoever is refused because another was first is told that all is well. It passes everything else
 * on to the home in HOME_URL as it is.
 */
import { createServer, request } from 'node:http';

const { hostname, port } = new URL(process.env.HOME_URL);

createServer((asked, answer) => {
  const { method, url: path, headers } = asked;
  const onward = request({ hostname, port, method, path, headers }, (answered) => {
    answer.writeHead(answered.statusCode === 409 ? 200 : answered.statusCode, answered.headers);
    answered.pipe(answer);
  });
  onward.on('error', () => answer.destroy());
  asked.pipe(onward);
}).listen(3000);
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
