import { useParams } from '@tanstack/react-router'
import { roundExams } from '#contract/exam.ts'
import { link, useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useCaseManifest } from '../../lib/case-systems.ts'
import { usePlace } from '../../lib/place.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Certificates } from './certificates.tsx'
import { ExamPart } from './exam.tsx'

const CERTIFICATES = 'certificates'

/** The exams of a round: papers, candidates and marks brought together, results shown, certificates handed over. */
export function Screen() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { part } = useAddress()
  const asked = useCall(roundExams, { params: { id } })
  const manifest = useCaseManifest(asked.data?.round.system)
  usePlace(manifest?.menu ?? 'people')
  return (
    <Answer asked={asked}>
      {({ round, exams }) => {
        const now = part ?? exams[0]?.stage ?? CERTIFICATES
        const exam = exams.find((one) => one.stage === now)
        const tab = (one: string, title: string) => ({
          id: one,
          title,
          href: link(`/rounds/${id}/exams`, { part: one }),
        })
        return (
          <>
            <Crumbs
              label={t('所属')}
              crumbs={[
                {
                  href: link('/cases', { system: round.system, year: round.year }),
                  name: t(round.systemTitle),
                },
                { href: link('/rounds', { system: round.system, year: round.year }), name: t('批次') },
              ]}
            />
            <Page
              title={round.title}
              about={t('考试核对、成绩公布和证书领取。试卷、考生、成绩三方相符才能办结。')}
            >
              <Tabs
                label={t('考试和证书')}
                now={now}
                tabs={[...exams.map((one) => tab(one.stage, t(one.title))), tab(CERTIFICATES, t('证书领取'))]}
              />
              {exam === undefined ? (
                <Certificates round={id} />
              ) : (
                <ExamPart key={exam.stage} round={id} exam={exam} />
              )}
            </Page>
          </>
        )
      }}
    </Answer>
  )
}
