import type { DocumentContent } from '../../documents/document-content.ts'
import type { WantedPayReport } from '../pay-report-maker.ts'

export function builtInDocument(_: WantedPayReport): DocumentContent | undefined {
  return { content: '"A"\r\n', contentType: 'text/csv' }
}
