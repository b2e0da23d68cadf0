export type { ColumnFacts } from './column-facts.ts'
export type { DocumentFormat } from './document-format.ts'
