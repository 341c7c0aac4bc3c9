import type { Standing } from '#contract/people.ts'
import { link } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Notice, Status } from '../../ui/states.tsx'

/** What a teacher has, needs and lacks, category by category; opens to the entries. */
export function StandingTable({ standing, id }: { standing: Standing; id: string }) {
  const entries = link(`/people/${id}`, { year: standing.year, part: 'credits' })
  return (
    <>
      <p className="standing-words">
        {t('{year} 年学分', { year: standing.year })} <a href={entries}>{number(standing.total)}</a>{' '}
        {standing.meets ? (
          <Status tone="good">{t('达标')}</Status>
        ) : (
          <Status tone="warn">{t('未达标')}</Status>
        )}
      </p>
      {standing.because !== null && <Notice tone="warn">{t(standing.because)}</Notice>}
      <table className="table plain">
        <caption className="unseen">{t('学分达标情况')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('类别')}</th>
            <th scope="col" className="numeric">
              {t('已得')}
            </th>
            <th scope="col" className="numeric">
              {t('要求')}
            </th>
            <th scope="col" className="numeric">
              {t('还差')}
            </th>
          </tr>
        </thead>
        <tbody>
          {standing.categories.map((row) => (
            <tr key={row.category}>
              <th scope="row">{t(row.category)}</th>
              <td className="numeric">{number(row.have)}</td>
              <td className="numeric">{number(row.need)}</td>
              <td className="numeric">
                {row.gap > 0 ? (
                  <Status tone="warn">{number(row.gap)}</Status>
                ) : (
                  <Status tone="good">{t('已够')}</Status>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
