import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { accountOf } from '../account/choose-accounts.ts'
import { openSession } from '../account/session.ts'
import type { Action } from '../context.ts'
import type { apiDefinition } from '../definitions/api.ts'
import { UsageError } from '../errors/usage-error.ts'
import { exitCodes } from '../exit-codes.ts'
import { startProgress } from '../output/progress.ts'
import { readPairs } from '../read-pairs.ts'
import type { Terminal } from '../terminal.ts'

/** `reportline api` */
export const callApi: Action<typeof apiDefinition> = async (
  { arguments: [method = '', path = ''], options },
  context,
) => {
  const { terminal, signal } = context
  const query = readPairs(options.query ?? [], '--query', 'pageSize=10')
  const body = options.body === undefined ? undefined : await readBody(options.body, terminal)
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, onEvent })
  const { account } = await accountOf(session, {})
  const response = await account.account.call(method.toUpperCase(), path, { query, body }, { signal })
  progress.stop()
  const { status, requestId } = response
  const headers = [...response.headers]
  if (options.json) {
    const shown = { status, requestId, headers: Object.fromEntries(headers), body: response.body }
    await terminal.stdout.write(`${JSON.stringify(shown, undefined, 2)}\n`)
    return exitCodes.done
  }
  const head = [`HTTP ${status}`, ...headers.map(([name, value]) => `${name}: ${value}`), '']
  if (options.include) await terminal.stdout.write(`${head.join('\n')}\n`)
  if (response.body !== undefined) await terminal.stdout.write(`${JSON.stringify(response.body, undefined, 2)}\n`)
  return exitCodes.done
}

async function readBody(file: string, { cwd, stdin }: Terminal): Promise<string> {
  const text = file === '-' ? await readAll(stdin) : await readTextFile(resolve(cwd, file))
  try {
    JSON.parse(text)
  } catch {
    // The error of the parser quotes the body.
    throw new UsageError('--body must contain JSON.')
  }
  return text
}

async function readAll(stdin: Terminal['stdin']): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as string))
  return Buffer.concat(chunks).toString('utf8')
}

async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`--body: cannot read the file ${path}.`, { cause: error })
  }
}
