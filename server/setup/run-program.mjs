import { spawn } from 'node:child_process';

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end; a signal that reaches this process reaches the program instead.
 * @returns {Promise<{ code: number, output: string }>} output is empty when `stdio` inherits
 */
export async function runProgram(command, args, { stdio = 'pipe', ...options } = {}) {
  const child = spawn(command, args, {
    stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : stdio,
    ...options,
  });
  const chunks = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));
  const pass = (signal) => child.kill(signal);
  for (const signal of passedOn) process.on(signal, pass);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status, signal) =>
        signal ? reject(new Error(`${command} was ended by ${signal}.`)) : resolve(status),
      );
    });
    return { code, output: Buffer.concat(chunks).toString() };
  } finally {
    for (const signal of passedOn) process.off(signal, pass);
  }
}
