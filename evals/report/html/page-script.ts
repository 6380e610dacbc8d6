/** Filters the cases, tells how many are left, and opens all of them for paper. It reads the page and sends nothing. */
export const PAGE_SCRIPT = `
(function(){
var form=document.getElementById('filters');
if(!form)return;
form.hidden=false;
var cases=Array.prototype.slice.call(document.querySelectorAll('details.case'));
var told=document.getElementById('shown');
function apply(){
var words=form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
var state=form.elements.state.value,suite=form.elements.suite.value,shown=0;
cases.forEach(function(each){
var text=each.textContent.toLowerCase();
var fits=(state===''||(' '+each.dataset.state+' ').indexOf(' '+state+' ')>=0)&&(suite===''||each.dataset.suite===suite)&&words.every(function(word){return text.indexOf(word)>=0});
each.hidden=!fits;
if(fits)shown+=1;
});
told.textContent=shown+' of '+cases.length+' cases shown';
}
form.addEventListener('input',apply);
form.addEventListener('submit',function(event){event.preventDefault()});
form.elements.open.addEventListener('click',function(){
var open=cases.some(function(each){return !each.hidden&&!each.open});
cases.forEach(function(each){if(!each.hidden)each.open=open});
});
var closed=[];
window.addEventListener('beforeprint',function(){closed=cases.filter(function(each){return !each.open});closed.forEach(function(each){each.open=true})});
window.addEventListener('afterprint',function(){closed.forEach(function(each){each.open=false})});
apply();
})();
`.trim();
