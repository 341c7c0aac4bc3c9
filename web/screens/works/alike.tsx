import { workAlike } from '#contract/works.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Notice, Status } from '../../ui/states.tsx'
import type { WorkData } from './work.tsx'

/** Works of the library that this one is like, with the passages that both have. */
export function Alike({ data }: { data: WorkData }) {
  const year = useYear()
  const asked = useCall(workAlike, { params: { id: data.work.id } })
  const named = new Set([...data.parents, ...data.children].map(({ id }) => id))
  return (
    <Answer asked={asked}>
      {({ from, rows }) =>
        rows.length === 0 ? (
          <Notice tone="good">{t('资源库里没有相似 {n}% 以上的作品。', { n: number(from) })}</Notice>
        ) : (
          <ul className="alike">
            {rows.map((row) => (
              <li key={row.id}>
                <p>
                  <strong>{t('与')}</strong>{' '}
                  <a href={link(`/resources/works/${row.id}`, { year })}>
                    {t('《{title}》', { title: row.title })}
                  </a>{' '}
                  <span className="quiet">{row.authors}</span>{' '}
                  <strong>{t('相似 {n}%', { n: number(row.percent) })}</strong>{' '}
                  {named.has(row.id) && <Status tone="calm">{t('来源已注明')}</Status>}
                </p>
                {row.passages.map((passage) => (
                  <blockquote key={passage}>{passage}</blockquote>
                ))}
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  )
}
