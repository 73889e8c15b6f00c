import { Readable } from 'node:stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { timelinePages } from '../../shared/store/timeline.ts';
import { packReportCall, unpackReportCall } from '../../shared/store/packed-report-call.ts';
import { aReportCall } from '../builders.ts';
const n = 6000;
const items = Array.from({length:n},(_,i)=>{ const c = aReportCall({agent:'a_67jmekyfqqbj',branch:'b_f0j2sad49jwp',department:'d_9fat4v8t1vmk',campaign:'g_t12yrbtzrz16',leadId:'l_17s03qjah6167kanp6aw',tags:['hot-list','november'],talkSeconds:i, status:'Called', direction:'outbound'}); return { r:{S:packReportCall(c)}, ts:{S:`${c.startedAt}#c_82zhg5118e8zt4ck42sz`}};});
const body = JSON.stringify({Items:items, Count:n, ScannedCount:n});
console.log(body.length, body.length/n);
const handler = { handle: async () => ({ response: { statusCode: 200, headers: {'content-type':'application/x-amz-json-1.0'}, body: Readable.from([Buffer.from(body)]) } }), metadata:{}, destroy(){} , updateHttpClientConfig(){}, httpHandlerConfigs(){return {}}};
const client = new DynamoDBClient({ region:'x', credentials:{accessKeyId:'a',secretAccessKey:'b'}, requestHandler: handler as never, endpoint:'http://x' });
for (let k=0;k<5;k++){
 let t=performance.now(); let c=0;
 for (let p=0;p<20;p++) for await (const page of timelinePages({client, table:'t'}, {partition:'x'})) c+=page.length;
 const all=performance.now()-t;
 t=performance.now(); let d=0;
 for (let p=0;p<20;p++) { const j = JSON.parse(body); d+= j.Items.length; }
 const parse=performance.now()-t;
 t=performance.now();
 for (let p=0;p<20;p++) for (const i of items) unpackReportCall(i.r.S, i.ts.S);
 const un=performance.now()-t;
 console.log({rowsPerS: Math.round(c/all*1000), parsePerS: Math.round(d/parse*1000), unpackPerS: Math.round(20*n/un*1000)});
}
