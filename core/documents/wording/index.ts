// What the rest of the application may use of the wording.
export { draftAgencyNotice, draftCollectiveNotice } from './notice.ts';
export { draftMinutes } from './minutes.ts';
export { minutesSubject, noticeSubject } from './subject.ts';
export { agencyName } from './agencies.ts';
