import type { CommandDefinition } from './command-definition.ts'

export const signExplainDefinition = {
  name: 'sign explain',
  summary: 'Explain the signature of a request to Amazon Pay',
  description: `Prints the canonical request and the string to sign of a request. Reads the request from standard input as
it was sent: request line, headers with authorization, an empty line, and the body. It sends nothing and needs no private
key.

If Amazon Pay responds with InvalidRequestSignature, pass the string that it quotes after "signing String", or the whole
message, as --string-to-sign. If the strings differ, the command tries common mistakes until one results in Amazon’s hash.

The exit code is 1 if the signature is invalid or the strings to sign differ.`,
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
  examples: [
    { description: 'Verify a signature', command: 'reportline sign explain --public-key public.pem < request.txt' },
    {
      description: 'Compare with the string that Amazon quotes',
      command: "reportline sign explain --string-to-sign 'AMZN-PAY-RSASSA-PSS-V2\\n77f6…' < request.txt",
    },
  ],
} as const satisfies CommandDefinition
