/** The rules of the arithmetic, as a reader of the result is told them. */
export const RETURN_METHODOLOGY: readonly string[] = [
  'It is the customer’s cash against going on as today, in whole cents, before tax.',
  'Month 0 is the first month of delivery and is not discounted; the horizon counts from it.',
  'The migration cost is paid in equal parts over the months of delivery; funding comes in the last of them; the AWS cost begins and today’s cost ends the month after. While delivery lasts, AWS usage is not counted.',
  'The yearly discount rate compounds monthly: a month’s rate is (1 + rate)^(1/12) - 1. Each month’s present value is rounded to the cent and the NPV is their sum.',
  'Payback is the first month after which the cumulative cash never falls below zero again; with discounting, the same of present values.',
  'The IRR is the yearly rate at which the NPV is zero, searched over monthly cash; where several rates do that, or none, it is not given.',
  'The multiple is what comes back after delivery within the horizon, undiscounted, over what the customer pays itself after funding.',
  'The unfavourable case takes the unfavourable end of every range at once, the favourable one the other: together they are wider than any one of the ranges.',
  'Each sensitivity moves one input over its range, or by 20 % either way where it has none, with the others at their middle.',
];
