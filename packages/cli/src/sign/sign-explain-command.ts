import { readFile } from 'node:fs/promises'
import { type Explanation, explain, formatExplanation, parsePublicKey } from '@reportline/auth/amazon-pay'
import { type Command, exitDone, exitFailed, type Terminal, UsageError } from '../command.ts'
import { readRequest } from './read-request.ts'

/** `reportline sign explain` */
export const signExplainCommand: Command = {
  description: `Tells what was signed of a request to Amazon Pay: its canonical request and its string to sign.
Reads the request from standard input as it was sent: request line, headers with authorization, an
empty line, the body.

  reportline sign explain --public-key public.pem < request.txt

After the answer InvalidRequestSignature, give what Amazon quotes after "signing String", or its
whole message: if the two differ, the common mistakes are tried until one leads to Amazon's hash.

  reportline sign explain --string-to-sign 'AMZN-PAY-RSASSA-PSS-V2\\n77f6…' < request.txt

Nothing is sent anywhere, and no private key is needed. Ends with 1 if the signature does not fit or
the strings to sign differ.`,
  options: {
    'public-key': {
      type: 'string',
      value: 'FILE',
      description: 'Verify the signature with this public key, a PEM file',
    },
    'string-to-sign': {
      type: 'string',
      value: 'TEXT',
      description: 'Compare with this, and mark the first difference',
    },
  },
  async run(values, terminal) {
    const file = values['public-key']
    const text = values['string-to-sign']
    const publicKey = typeof file === 'string' ? parsePublicKey(await readKey(file)) : undefined
    const request = readRequest(await readAll(terminal))
    if (request.headers.authorization === undefined) {
      throw new UsageError('The request has no header authorization: nothing was signed.')
    }
    const explanation = explain(request, { publicKey, stringToSign: typeof text === 'string' ? text : undefined })
    terminal.stdout.write(formatExplanation(explanation))
    return agrees(explanation) ? exitDone : exitFailed
  },
}

function agrees({ difference, verification }: Explanation): boolean {
  return difference === undefined && verification?.valid !== false
}

async function readKey(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`--public-key ${file} cannot be read.`, { cause: error })
  }
}

async function readAll({ stderr, stdin }: Terminal): Promise<Uint8Array> {
  if (stdin.isTTY) stderr.write('Reading a request from standard input; end it with Ctrl-D.\n')
  const chunks: Uint8Array[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
