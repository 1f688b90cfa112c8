import { execFile } from 'node:child_process';

/** What git calls the user of this machine (`user.name`), in the folder where the command runs; null for nobody. */
export function gitUserName(): Promise<string | null> {
  return new Promise((resolve) => {
    // With the user's own environment and configuration, unlike everything that touches the history.
    execFile('git', ['config', '--get', 'user.name'], (error, stdout) => {
      resolve(error || stdout.trim() === '' ? null : stdout.trim());
    });
  });
}
