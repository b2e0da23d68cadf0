export { type LedgerCheck, ledgerContract, type OpenLedger } from './ledger/ledger-contract.ts'
