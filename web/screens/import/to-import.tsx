import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'

/** The way to the import, for those who import; beside what is still empty. */
export function ToImport({ primary = false }: { primary?: boolean }) {
  if (!useMe().menu.includes('import')) return null
  return (
    <a className={primary ? 'button primary' : 'button'} href="/import">
      {t('去导入')}
    </a>
  )
}
