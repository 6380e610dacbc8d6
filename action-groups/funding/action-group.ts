import { defineActionGroup } from '../kernel/operation.ts';
import { calculateReturnOnInvestment } from './calculate-return-on-investment.ts';
import { recommendFunding } from './recommend-funding.ts';

export const funding = defineActionGroup({
  name: 'funding',
  description: 'Says who helps to pay for an opportunity, how much by which rule, and what it takes.',
  operations: [recommendFunding, calculateReturnOnInvestment],
});
