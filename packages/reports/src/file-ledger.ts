export { type FileLedgerOptions, fileLedger } from './ledger/file-ledger.ts'
