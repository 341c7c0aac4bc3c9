import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import './works.css'

/** Pages of a list that is computed page by page. */
export function Pager({
  page,
  pages,
  onPage,
}: {
  page: number
  pages: number
  onPage: (page: number) => void
}) {
  if (pages <= 1) return null
  return (
    <nav aria-label={t('翻页')} className="row-actions">
      <Action small onClick={() => onPage(page - 1)} whyNot={page <= 1 ? t('已是第一页。') : undefined}>
        {t('上一页')}
      </Action>
      <span className="quiet">{t('第 {n} 页，共 {all} 页', { n: number(page), all: number(pages) })}</span>
      <Action small onClick={() => onPage(page + 1)} whyNot={page >= pages ? t('已是最后一页。') : undefined}>
        {t('下一页')}
      </Action>
    </nav>
  )
}
