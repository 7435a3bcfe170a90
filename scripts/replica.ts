/** `npm run -s replica`: serves the replica of the portals on loopback until it is stopped. */
import { Command, InvalidArgumentError } from 'commander';
import { day } from './cli/day.ts';
import { startReplica } from '../crawlers/replica/replica.ts';

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('A port is a whole number from 0 (any free one) to 65535.');
  return value;
}

const program = new Command('replica')
  .description('A local server that answers as the portals of the registry do; all it serves is invented, or says whose figures it shows.')
  .option('--port <n>', 'port on 127.0.0.1; 0 takes any free one', port, 8437)
  .option('--now <date>', 'the day on which the portals stand as they do', day, new Date().toISOString().slice(0, 10))
  .parse();
const options = program.opts<{ port: number; now: string }>();

try {
  const replica = await startReplica(options);
  const [plain, host] = [replica.address, 'www.mem.gov.cn'];
  console.log(`The replica of ${Object.keys(replica.resolve).length} hosts stands on ${options.now} at http://${plain}/ (open it: every host and its columns).
It answers by host name, http and https on the same port:
  curl -H 'Host: ${host}' http://${plain}/gk/zfxxgkpt/zfxxgknb/
  chromium --user-data-dir=$(mktemp -d) --host-resolver-rules='MAP *.gov.cn ${plain}' --ignore-certificate-errors http://${host}/
Ctrl-C ends it.`);
  const end = (): void => void replica.close().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code === 'EADDRINUSE' ? `Port ${options.port} of 127.0.0.1 is taken; give another with --port.` : message);
  process.exitCode = 1;
}
