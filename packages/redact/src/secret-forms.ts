/** Returns the forms in which a text may repeat a secret, apart from escapes. Case does not matter. */
export function secretForms(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret)
  // Escapes of characters beyond ASCII are escapes of their bytes.
  return [...new Set([secret, toBinary(bytes), toHexadecimal(bytes), ...base64Forms(bytes)])]
}

function toBinary(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

function toHexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Base64 of a longer text contains a secret in one of three ways, depending on where it starts. */
function base64Forms(bytes: Uint8Array): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const shifted = new Uint8Array(offset + bytes.length)
    shifted.set(bytes, offset)
    // The first and the last characters depend on the neighbors of the secret.
    const encoded = btoa(toBinary(shifted))
      .slice(offset === 0 ? 0 : offset + 1)
      .replace(/.?=*$/, '')
    return [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
