/** The AWS SDK warns on every start that it will want Node 22 from 2027 on; the versions here are pinned. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
