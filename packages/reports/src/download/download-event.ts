/** An event of a download. It contains no credentials and nothing of a document. */
export type DownloadEvent =
  /** The download of a document starts. */
  | { readonly type: 'download'; readonly reportDocumentId: string; readonly attempt: number }
  /** The first bytes of a document have arrived. */
  | {
      readonly type: 'document'
      readonly reportDocumentId: string
      readonly contentType: string | undefined
      readonly compressed: boolean
    }
