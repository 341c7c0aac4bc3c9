/** What makes an observation worth a sentence. A region sets its own; these are the defaults. */
export interface DraftParams {
  /** Relative changes below this count as 基本持平. */
  steady: number
  /** Relative changes from here on are named as results or problems. */
  notable: number
  /** Changes of a share from here on are named, in percentage points. */
  notablePoints: number
  /** Differences between units or between town and country from here on are gaps, in percentage points. */
  gapPoints: number
  /** Share of teachers trained from which coverage is a result, and below which it is a problem. */
  coverage: { good: number; poor: number }
  /** Share of enrolments recognised by attendance. */
  attendance: { good: number; poor: number }
  /** Share of teachers who meet the year's credits. */
  meeting: { good: number; poor: number }
  /** Share of participations at school level from which higher levels are scarce. */
  schoolLevelShare: number
  /** Rounds of sending teaching a programme and year (国培送教下乡培训指南: at least four). */
  visits: number
  /** Share of teachers in lesson observation below which it reaches too few. */
  observationShare: number
  /** Share of teachers who borrow and read: half of them is the usual aim. */
  readers: number
  /** Share of public funds a school owes to training: at least 5 %. */
  trainingFunds: number
  /** Share of spending on travel from which too little is left for training itself. */
  travelShare: number
  /** Share of applicants certified. */
  certified: { good: number; poor: number }
  /** Share of the average meeting rate below which a school is behind. */
  behindAverage: number
  /** Fewest people over which a rate of a unit says something. */
  leastPeople: number
  /** Fewest a year ago from which growth is told in per cent, and fewest up or down that is a change at all. */
  leastBase: number
  leastChange: number
  /** Most results and problems in one document, and most names in one sentence. */
  most: { results: number; problems: number; names: number }
}

export const defaultParams: DraftParams = {
  steady: 0.01,
  notable: 0.05,
  notablePoints: 2,
  gapPoints: 5,
  coverage: { good: 0.95, poor: 0.9 },
  attendance: { good: 0.95, poor: 0.9 },
  meeting: { good: 0.9, poor: 0.6 },
  schoolLevelShare: 0.8,
  visits: 4,
  observationShare: 0.1,
  readers: 0.5,
  trainingFunds: 0.05,
  travelShare: 0.4,
  certified: { good: 0.7, poor: 0.5 },
  behindAverage: 0.5,
  leastPeople: 10,
  leastBase: 10,
  leastChange: 3,
  most: { results: 6, problems: 6, names: 5 },
}
