import { DocumentError } from './document-error.ts'

/** How long the store may send nothing while it is listened to. Milliseconds, on the system's timer. */
const longestSilence = 60_000

/**
 * Waits for the store, but not for ever: after a minute of silence the request is ended. The time runs only while
 * something is waited for, so a reader who takes long over a chunk is no silence of the store.
 */
export async function notSilent<T>(
  reportDocumentId: string,
  stopped: AbortController,
  wait: () => Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => {
    const what = `the document store sent nothing for ${longestSilence / 1000} s. Try again later.`
    stopped.abort(new DocumentError({ code: 'TIMEOUT', reportDocumentId, what }))
  }, longestSilence)
  try {
    return await wait()
  } finally {
    clearTimeout(timer)
  }
}
