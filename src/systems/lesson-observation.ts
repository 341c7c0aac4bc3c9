import * as z from 'zod'
import { commonParams, defineProgramme, hoursFitDays } from '#kernel/programme/define.ts'
import { ARCHIVE, WORKS } from './vocabulary.ts'

/** 听课评课: lessons observed and discussed, in one school or by several together. */
export const lessonObservation = defineProgramme({
  id: 'lesson-observation',
  rev: 1,
  menu: 'research',
  about: '课前说课、课堂观察、评课研讨；本校或联片听课都用它。',
  basis: 'docs/policy/lesson-observation.md',
  params: z.object({
    ...commonParams,
    teachersPerProgramme: z.int().min(0).default(1).describe('至少登记的授课教师人数'),
  }),
  roles: { trainee: '听课教师', lecturer: '授课教师', team: '评课专家', organiser: '组织' },
  phases: {
    before: { title: '课前说课', meets: false },
    observe: { title: '课堂观察', works: [WORKS.observationRecord], per: 'activity', meets: true },
    discuss: { title: '评课研讨', works: [WORKS.reflection], per: 'activity', meets: false },
  },
  usualPhase: 'observe',
  rules: [
    {
      says: ({ teachersPerProgramme }) => `登记授课教师，至少 ${teachersPerProgramme} 名。`,
      breaks: ({ people }, { teachersPerProgramme }) =>
        people.lecturer >= teachersPerProgramme
          ? null
          : `名单上有 ${people.lecturer} 名授课教师，应至少 ${teachersPerProgramme} 名，否则听的是谁的课无从查考。`,
    },
    hoursFitDays,
  ],
  credit: { category: null },
  archive: [ARCHIVE.roster, ARCHIVE.attendance, ARCHIVE.stageWorks],
  figures: ['activities', 'participations', 'participants', 'hours'],
})
