import { type Archetype, servicesOf } from './archetype.ts';

/** Archetypes of the ground others stand on. */
export const INFRASTRUCTURE_ARCHETYPES: readonly Archetype[] = [
  {
    code: 'landing-zone',
    practice: 'security',
    projectType: 'Landing Zone and Security Foundation',
    entryWeight: 16,
    industries: { 'Financial Services': 1.5, Government: 1.6 },
    phases: ['Assess', 'Mobilize', 'Mobilize'],
    programs: ['MAP', 'MAP Lite', 'Well-Architected'],
    monthlyUsd: 2_600,
    gapDays: 21,
    durationMonths: 3,
    services: servicesOf(`
      AWS Control Tower 0.95 0.05
      AWS IAM Identity Center 0.6 0.02
      AWS Transit Gateway 0.8 0.18
      AWS Direct Connect 0.45 0.22
      AWS Site-to-Site VPN 0.4 0.06
      Amazon GuardDuty 0.85 0.14
      AWS Security Hub 0.8 0.1
      AWS CloudTrail 0.7 0.06
      AWS Config 0.6 0.09
      AWS Network Firewall 0.3 0.2
      AWS KMS 0.4 0.03
      Amazon CloudWatch 0.5 0.06`),
    workloads: [
      {
        title: 'Landing Zone',
        asks: [
          'set up a landing zone with {n} accounts and a shared network',
          'build a multi-account foundation for {n} accounts with Control Tower',
        ],
        quantity: 20,
        factor: 1,
      },
      {
        title: 'Security Baseline',
        asks: [
          'put guardrails, logging and threat detection over {n} accounts',
          'bring {n} accounts to a common security baseline with GuardDuty and Security Hub',
        ],
        quantity: 25,
        factor: 0.8,
      },
      {
        title: 'Hybrid Network',
        asks: [
          'connect {n} sites to AWS over Direct Connect and a transit gateway',
          'replace the WAN hubs of {n} branches with Transit Gateway',
        ],
        quantity: 15,
        factor: 1.6,
      },
    ],
    activities: ['Foundation Build', 'Security Assessment', 'Account Structure Design'],
    aims: [
      'have a safe place for all that follows',
      'pass the audit of next year',
      'give teams accounts in hours instead of weeks',
    ],
    next: [
      { code: 'datacenter-migration', probability: 0.55, lagMonths: 6 },
      { code: 'vmware-exit', probability: 0.14, lagMonths: 7 },
      { code: 'database-modernization', probability: 0.12, lagMonths: 9 },
    ],
  },
  {
    code: 'datacenter-migration',
    practice: 'migration',
    projectType: 'Data Center Migration',
    entryWeight: 12,
    phases: ['Migrate', 'Migrate', 'Mobilize'],
    programs: ['MAP', 'MAP', 'OLA', 'WMP'],
    monthlyUsd: 14_000,
    gapDays: 42,
    durationMonths: 8,
    services: servicesOf(`
      Amazon EC2 1 0.46
      Amazon EBS 0.95 0.13
      Amazon S3 0.7 0.05
      Amazon RDS 0.5 0.14
      Elastic Load Balancing 0.6 0.04
      Amazon FSx 0.35 0.09
      AWS Backup 0.6 0.05
      AWS Systems Manager 0.35 0.02
      AWS Transit Gateway 0.35 0.04
      AWS Migration Hub 0.3 0.01
      Amazon CloudWatch 0.6 0.04
      AWS DataSync 0.25 0.02`),
    workloads: [
      {
        title: 'Data Center Exit',
        asks: [
          'leave the data center and move {n} servers to AWS',
          'rehost {n} servers before the colocation lease ends',
        ],
        quantity: 120,
        factor: 1.2,
      },
      {
        title: 'Windows Workload Migration',
        asks: [
          'migrate {n} Windows Server machines and their file shares',
          'move {n} Windows servers with Active Directory to EC2 and FSx',
        ],
        quantity: 80,
        factor: 1.1,
        services: servicesOf('AWS Directory Service 0.8 0.05\nAWS License Manager 0.4 0.01'),
      },
      {
        title: 'Linux Server Migration',
        asks: [
          'rehost {n} Linux servers and their storage',
          'move {n} Red Hat servers to EC2 with EBS snapshots',
        ],
        quantity: 90,
        factor: 0.85,
      },
    ],
    activities: ['Migration Wave 1', 'Rehost', 'Migration Execution', 'Portfolio Discovery'],
    aims: ['stop renewing hardware', 'close the old data center', 'cut the cost of idle capacity'],
    next: [
      { code: 'database-modernization', probability: 0.42, lagMonths: 10 },
      { code: 'disaster-recovery', probability: 0.16, lagMonths: 6 },
      { code: 'containers', probability: 0.15, lagMonths: 12 },
    ],
  },
  {
    code: 'vmware-exit',
    practice: 'migration',
    projectType: 'VMware Migration',
    entryWeight: 6,
    sinceYear: 2018,
    phases: ['Migrate', 'Migrate', 'Assess'],
    programs: ['MAP', 'OLA', 'MAP'],
    monthlyUsd: 19_000,
    gapDays: 38,
    durationMonths: 7,
    services: servicesOf(`
      Amazon EC2 1 0.5
      Amazon EBS 0.95 0.16
      Amazon FSx 0.5 0.12
      AWS Direct Connect 0.5 0.06
      AWS Backup 0.6 0.05
      Amazon CloudWatch 0.5 0.03
      AWS Systems Manager 0.4 0.02
      AWS Migration Hub 0.4 0.01`),
    workloads: [
      {
        title: 'VMware Exit',
        asks: [
          'move {n} VMware virtual machines to EC2 before the license renewal',
          'exit vSphere with {n} virtual machines',
        ],
        quantity: 200,
        factor: 1.1,
      },
      {
        title: 'vSphere Cluster Migration',
        asks: [
          'migrate {n} vSphere hosts with their virtual machines',
          'empty {n} ESXi hosts into EC2 and FSx for NetApp ONTAP',
        ],
        quantity: 24,
        factor: 1.3,
      },
    ],
    activities: ['VMware Assessment', 'Migration Execution', 'Rehost'],
    aims: ['escape the new license terms', 'leave the hypervisor behind', 'stop paying for unused cores'],
    next: [
      { code: 'database-modernization', probability: 0.3, lagMonths: 9 },
      { code: 'containers', probability: 0.2, lagMonths: 11 },
      { code: 'disaster-recovery', probability: 0.15, lagMonths: 5 },
    ],
  },
  {
    code: 'disaster-recovery',
    practice: 'migration',
    projectType: 'Backup and Disaster Recovery',
    entryWeight: 6,
    industries: { Healthcare: 1.6, 'Financial Services': 1.4 },
    phases: ['Mobilize', 'Migrate'],
    programs: ['MAP Lite', 'POC', 'Well-Architected'],
    monthlyUsd: 4_200,
    gapDays: 24,
    durationMonths: 3,
    services: servicesOf(`
      AWS Elastic Disaster Recovery 0.85 0.35
      AWS Backup 0.75 0.2
      Amazon S3 0.8 0.15
      Amazon EBS 0.6 0.15
      Amazon S3 Glacier 0.4 0.06
      Amazon Route 53 0.5 0.02
      AWS Storage Gateway 0.3 0.08
      AWS Site-to-Site VPN 0.4 0.03`),
    workloads: [
      {
        title: 'Disaster Recovery',
        asks: [
          'protect {n} servers with Elastic Disaster Recovery in a second region',
          'replace the recovery site for {n} servers',
        ],
        quantity: 60,
        factor: 1.2,
      },
      {
        title: 'Backup Modernization',
        asks: ['replace tape by AWS Backup for {n} TB', 'archive {n} TB of backups to S3 and Glacier'],
        quantity: 150,
        factor: 0.7,
      },
    ],
    activities: ['Recovery Drill', 'Backup Design', 'Resilience Review'],
    aims: ['recover within an hour', 'close the second data center', 'satisfy the regulator'],
    next: [
      { code: 'datacenter-migration', probability: 0.28, lagMonths: 9 },
      { code: 'landing-zone', probability: 0.14, lagMonths: 6 },
    ],
  },
  {
    code: 'end-user-computing',
    practice: 'workplace',
    projectType: 'End User Computing',
    entryWeight: 4,
    industries: { 'Professional Services': 1.6, Education: 1.5, Government: 1.3 },
    phases: ['Migrate', 'Mobilize'],
    programs: ['POC', 'MAP Lite'],
    monthlyUsd: 6_800,
    gapDays: 26,
    durationMonths: 4,
    services: servicesOf(`
      Amazon WorkSpaces 0.9 0.65
      Amazon AppStream 2.0 0.4 0.3
      AWS Directory Service 0.8 0.07
      Amazon FSx 0.5 0.12
      Amazon CloudWatch 0.3 0.02
      AWS Site-to-Site VPN 0.3 0.03`),
    workloads: [
      {
        title: 'Virtual Desktops',
        asks: ['give {n} employees WorkSpaces desktops', 'replace Citrix for {n} users by WorkSpaces'],
        quantity: 350,
        factor: 1,
      },
      {
        title: 'Application Streaming',
        asks: [
          'stream engineering applications to {n} users with AppStream',
          'publish legacy Windows applications to {n} contractors',
        ],
        quantity: 200,
        factor: 0.7,
      },
    ],
    activities: ['Desktop Pilot', 'Desktop Rollout'],
    aims: [
      'let people work from anywhere',
      'onboard contractors in a day',
      'stop buying laptops for seasonal staff',
    ],
    next: [
      { code: 'contact-center', probability: 0.2, lagMonths: 8 },
      { code: 'landing-zone', probability: 0.15, lagMonths: 7 },
    ],
  },
];
