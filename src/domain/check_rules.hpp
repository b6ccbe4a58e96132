// One pure function for each check, named after it, by subject.
#pragma once

#include "domain/judging.hpp"

namespace ipt::rules {

// The beginning: contract, inventory, focus, formulation.
Judgement contract_set(const CheckedCourse& course, Dismissed dismissed);
Judgement inventory_done(const CheckedCourse& course, Dismissed dismissed);
Judgement focus_agreed(const CheckedCourse& course, Dismissed dismissed);
Judgement formulation_shared(const CheckedCourse& course, Dismissed dismissed);

// The focus.
Judgement focus_count(const CheckedCourse& course, Dismissed dismissed);
Judgement focus_kept(const CheckedCourse& course, Dismissed dismissed);
Judgement late_focus_change(const CheckedCourse& course, Dismissed dismissed);
Judgement deficits_justified(const CheckedCourse& course, Dismissed dismissed);
Judgement focus_fields(const CheckedCourse& course, Dismissed dismissed);
Judgement comm_analysis_dispute(const CheckedCourse& course, Dismissed dismissed);
Judgement stage_review(const CheckedCourse& course, Dismissed dismissed);

// What is recorded of each session.
Judgement risk_recorded(const CheckedCourse& course, Dismissed dismissed);
Judgement mood_event_link(const CheckedCourse& course, Dismissed dismissed);
Judgement ipt_technique(const CheckedCourse& course, Dismissed dismissed);

// Scores.
Judgement baseline_measure(const CheckedCourse& course, Dismissed dismissed);
Judgement measure_each_session(const CheckedCourse& course, Dismissed dismissed);
Judgement end_measure(const CheckedCourse& course, Dismissed dismissed);
Judgement risk_item_followed(const CheckedCourse& course, Dismissed dismissed);
Judgement mid_review(const CheckedCourse& course, Dismissed dismissed);
Judgement deterioration(const CheckedCourse& course, Dismissed dismissed);

// Days: gaps, absences, the planned number.
Judgement cadence(const CheckedCourse& course, Dismissed dismissed);
Judgement absence_run(const CheckedCourse& course, Dismissed dismissed);
Judgement stalled(const CheckedCourse& course, Dismissed dismissed);
Judgement extension_explicit(const CheckedCourse& course, Dismissed dismissed);

// The ending.
Judgement ending_named(const CheckedCourse& course, Dismissed dismissed);
Judgement ending_tasks(const CheckedCourse& course, Dismissed dismissed);
Judgement next_step(const CheckedCourse& course, Dismissed dismissed);
Judgement closed_properly(const CheckedCourse& course, Dismissed dismissed);

}  // namespace ipt::rules
