import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Milliseconds that a fresh process takes for one import, its own start not counted. */
export async function importTime(url: string): Promise<number> {
  const code = `const began = performance.now(); await import(${JSON.stringify(url)}); console.log(performance.now() - began)`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code])
  const milliseconds = Number(stdout)
  if (!(milliseconds > 0)) throw new Error(`${url} could not be imported`)
  return milliseconds
}
