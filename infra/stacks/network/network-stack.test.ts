import { describe, expect, it } from 'vitest';
import { prod } from '../../__fixtures__/environments.ts';

describe('NetworkStack', () => {
  it('lets functions out by HTTPS only, reaches AWS by endpoints, and logs what passes', () => {
    expect(prod.resources('network', 'AWS::EC2::VPCEndpoint')).toHaveLength(14);
    expect(prod.resources('network', 'AWS::EC2::NatGateway')).toHaveLength(3);
    expect(prod.resources('network', 'AWS::EC2::FlowLog')).toHaveLength(1);
    const functions = prod.resources('network', 'AWS::EC2::SecurityGroup')[0]?.Properties;
    expect(functions?.SecurityGroupEgress).toMatchObject([{ FromPort: 443, ToPort: 443 }]);
    expect(functions?.SecurityGroupIngress).toBeUndefined();
  });
});
