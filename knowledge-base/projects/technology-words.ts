/** Products and technologies that projects are about, as `searchWords` gives them, and that customers may be named after. */
export const TECHNOLOGY_WORDS: ReadonlySet<string> = new Set(
  `4hana abap activemq airflow aix ansible apache as400 ase avaya bigquery cassandra cerner cics citrix cloudera
  cobol cognos commvault confluence couchbase databricks datadog db2 docker dotnet drupal dynamics elasticsearch
  epic esxi fhir genesys gitlab hadoop hana hbase hive hl7 hortonworks hyperv ibmi informatica informix iseries
  jboss jcl jde jenkins jira kafka kubernetes k8s linux magento mariadb matlab mongodb mssql mysql netapp netezza
  netweaver nutanix okta openshift openstack oracle peoplesoft plsql postgres postgresql powerbi qlik rabbitmq
  redhat redis rhel salesforce sap sas sharepoint siebel snowflake solaris solr spark splunk sqlserver ssis
  ssrs sybase tableau talend terraform teradata tibco tomcat unix vcenter veeam vmware vsphere weblogic websphere
  windows wordpress zos`.split(/\s+/),
);
