/** Progress of long work on stderr: a bar with rate and remaining time on a terminal, plain lines elsewhere. */
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** One more is done. */
  step(): void;
  /** A line that stays. */
  note(line: string): void;
  done(): void;
}

const LINE_EVERY_MS = 10_000;

/** @param what what is counted, for the reader: `documents read` */
export function progress(what: string, total: number, stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bar(what, total, stream) : lines(what, total, stream);
}

function bar(what: string, total: number, stream: NodeJS.WriteStream): Progress {
  const started = Date.now();
  const format = `{bar} {value}/{total} ${what}, {rate}/s, {eta_formatted} left`;
  const it = new SingleBar({ format, stream, hideCursor: true, clearOnComplete: false, etaBuffer: 50 }, Presets.shades_classic);
  it.start(total, 0, { rate: '–' });
  let count = 0;
  return {
    step: () => it.update(++count, { rate: rateOf(count, started) }),
    note: (line) => {
      stream.write(`\r\x1b[K${line}\n`);
      it.render();
    },
    done: () => it.stop(),
  };
}

function lines(what: string, total: number, stream: NodeJS.WriteStream): Progress {
  const started = Date.now();
  let count = 0;
  let said = started;
  return {
    step: () => {
      count++;
      if (Date.now() - said < LINE_EVERY_MS) return;
      said = Date.now();
      const left = Math.round(((said - started) / count) * (total - count) / 1000);
      stream.write(`${count}/${total} ${what}, ${rateOf(count, started)}/s, ${left} s left\n`);
    },
    note: (line) => void stream.write(`${line}\n`),
    done: () => {},
  };
}

const rateOf = (count: number, started: number): string => (count / Math.max(0.001, (Date.now() - started) / 1000)).toFixed(1);
