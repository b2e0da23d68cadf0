import { readFile } from 'node:fs/promises'
import { type Explanation, explain, formatExplanation, parsePublicKey } from '@reportline/auth/amazon-pay'
import { type Command, exitDone, exitFailed, type Terminal, UsageError } from '../command.ts'
import { readRequest } from './read-request.ts'

/** `reportline sign explain` */
export const signExplainCommand: Command = {
  description: `Explains the signature of a request to Amazon Pay: prints its canonical request and its string to
sign. Reads the request from standard input as it was sent: request line, headers with
authorization, an empty line, and the body.

  reportline sign explain --public-key public.pem < request.txt

If Amazon Pay responds with InvalidRequestSignature, pass the string that it quotes after
"signing String", or the whole message. If the strings differ, the command tries common mistakes
until one results in Amazon's hash.

  reportline sign explain --string-to-sign 'AMZN-PAY-RSASSA-PSS-V2\\n77f6…' < request.txt

The command sends nothing and needs no private key. The exit code is 1 if the signature is invalid
or the strings to sign differ.`,
  options: {
    'public-key': {
      type: 'string',
      value: 'FILE',
      description: 'Verify the signature with this public key, a PEM file',
    },
    'string-to-sign': {
      type: 'string',
      value: 'TEXT',
      description: 'Compare with this string to sign and mark the first difference',
    },
  },
  async run(values, terminal) {
    const file = values['public-key']
    const stringToSign = values['string-to-sign']
    const publicKey = typeof file === 'string' ? parsePublicKey(await readKey(file)) : undefined
    const request = readRequest(await readAll(terminal))
    if (request.headers.authorization === undefined) {
      throw new UsageError('The request is not signed: it has no header authorization.')
    }
    const expected = typeof stringToSign === 'string' ? stringToSign : undefined
    const explanation = explain(request, { publicKey, stringToSign: expected })
    terminal.stdout.write(formatExplanation(explanation))
    return isValid(explanation) ? exitDone : exitFailed
  },
}

function isValid({ difference, verification }: Explanation): boolean {
  return difference === undefined && verification?.valid !== false
}

async function readKey(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
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
