import type { Explanation } from './explain.ts'
import type { Difference } from './first-difference.ts'

/**
 * Formats an explanation for printing: the canonical request and the string to sign of both sides, with the first
 * difference marked. The value of `x-amz-pay-authtoken`, which is a secret, is not shown.
 */
export function formatExplanation(explanation: Explanation): string {
  const { authorization, difference, other, request } = explanation
  const sections = [
    section('Canonical request', request.canonicalRequest, mark(difference, 'canonical request')),
    section('String to sign', request.stringToSign, mark(difference, 'string to sign')),
  ]
  if (other !== undefined && difference !== undefined) {
    sections.push(
      section('Canonical request of the other side', other.canonicalRequest, mark(difference, 'canonical request')),
      section('String to sign of the other side', other.stringToSign, mark(difference, 'string to sign')),
    )
  }
  const key = `Signed with the key ${authorization.publicKeyId}, ${authorization.algorithm}.`
  return `${[key, ...sections, ...verdicts(explanation)].join('\n\n')}\n`
}

/** Returns the difference if it is in this string. */
function mark(difference: Difference | undefined, text: Difference['text']): Difference | undefined {
  return difference?.text === text ? difference : undefined
}

function section(title: string, text: string | undefined, marked: Difference | undefined): string {
  if (text === undefined) return `${title}: unknown, because it cannot be derived from a hash.`
  const lines = text.split('\n').flatMap((line, index) => {
    if (marked?.line !== index + 1) return [`  ${hide(line)}`.trimEnd()]
    return hide(line) === line ? [`> ${line}`, `${' '.repeat(marked.column + 1)}^`] : [`> ${hide(line)}`]
  })
  return `${title}:\n${lines.join('\n')}`
}

function hide(line: string): string {
  return line.replace(/^(x-amz-pay-authtoken:).*/, '$1[removed]')
}

function verdicts({ difference, other, variant, verification }: Explanation): string[] {
  const sentences: string[] = []
  if (verification?.valid) sentences.push('The signature matches the public key.')
  if (verification?.valid === false) sentences.push(`${verification.reason}: ${verification.message}`)
  if (other !== undefined && difference === undefined) sentences.push('Both sides have the same string to sign.')
  if (difference !== undefined) {
    const { column, line, part, text } = difference
    sentences.push(`First difference: ${part}, line ${line}, column ${column} of the ${text}.`)
  }
  if (variant !== undefined) sentences.push(`The other side signs the request ${variant}.`)
  return sentences
}
