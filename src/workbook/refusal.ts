/** Why a file is refused as a whole; nothing of it is imported. */
export type RefusalCode = 'not-a-workbook' | 'encrypted' | 'old-format' | 'too-large' | 'damaged'

/**
 * Thrown when a file cannot be read as an exchange workbook. The message is Chinese, for the user: what is wrong
 * and what to do. Thrown also half-way (a damaged last sheet), so the import's transaction must roll back on it.
 */
export class WorkbookRefused extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode, because: string, options?: ErrorOptions) {
    super(because, options)
    this.name = 'WorkbookRefused'
    this.code = code
  }
}
