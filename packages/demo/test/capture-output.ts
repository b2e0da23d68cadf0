import { vi } from 'vitest'

/** Captures what is printed, until the mocks are restored. */
export function captureOutput(): { text: string } {
  const output = { text: '' }
  vi.spyOn(console, 'log').mockImplementation((text) => {
    output.text += `${text}\n`
  })
  return output
}
