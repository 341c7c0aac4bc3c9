import { t } from '../lib/t.ts'
import { Notice } from '../ui/states.tsx'

/** What the definition's rules find in a programme, each in its own words. */
export function Findings({ findings }: { findings: readonly string[] }) {
  return (
    <>
      {findings.map((finding) => (
        <Notice key={finding} tone="warn">
          {t(finding)}
        </Notice>
      ))}
    </>
  )
}
