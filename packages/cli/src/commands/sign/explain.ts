import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Explanation, explain, formatExplanation, parsePublicKey } from '@reportline/auth/amazon-pay'
import type { Action } from '../../context.ts'
import type { signExplainDefinition } from '../../definitions/sign.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import type { Terminal } from '../../terminal.ts'
import { readRequest } from './read-request.ts'

/** `reportline sign explain` */
export const signExplain: Action<typeof signExplainDefinition> = async ({ options }, { terminal }) => {
  const file = options['public-key']
  const publicKey = file === undefined ? undefined : parsePublicKey(await readKey(file, terminal.cwd))
  const request = readRequest(await readAll(terminal))
  if (request.headers.authorization === undefined) {
    throw new UsageError('The request is not signed: it has no header authorization.')
  }
  const explanation = explain(request, { publicKey, stringToSign: options['string-to-sign'] })
  await terminal.stdout.write(formatExplanation(explanation))
  return isValid(explanation) ? exitCodes.done : exitCodes.failed
}

function isValid({ difference, verification }: Explanation): boolean {
  return difference === undefined && verification?.valid !== false
}

async function readKey(file: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), 'utf8')
  } catch (error) {
    throw new UsageError(`Cannot read the file ${file} of --public-key.`, { cause: error })
  }
}

async function readAll({ stderr, stdin }: Terminal): Promise<Uint8Array> {
  if (stdin.isTTY) stderr.write('Reading a request from standard input. Press Ctrl-D at its end.\n')
  const chunks: Uint8Array[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
