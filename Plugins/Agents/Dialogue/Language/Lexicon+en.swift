// Data: how customers steer a purchase in English. Folded, without apostrophes.

extension Lexicon {
    static let english = PhraseTable<WordClass>([
        (
            .add,
            """
            add,put,include,also want,also need,ill also take,also give me,throw in,also add,also,plus,as well,append
            """
        ),
        (
            .remove,
            """
            remove,delete,drop,take out,take off,take away,get rid of,without the,i dont want the,dont want,minus,no longer want
            discard,scratch,leave out
            """
        ),
        (
            .change,
            "change,make it,make them,make that,set,update,modify,instead of,switch,adjust,change it to,change that to"
        ),
        (.rather, "rather,better,actually,instead,only,just,better make it"),
        (
            .want,
            """
            i want,want,id like,i would like,would like,we want,we need,give me,i need,need,ill take,i will take,ill have,take
            buy,id like to buy,i want to buy,purchase,order,id like to order,get me,can i get,let me get,can i have,get,gimme
            im interested in,interested in,i prefer,ill go with,go with,send me,i choose,ill buy,we would like,i like
            """
        ),
        (.more, "another,more,extra,additional,other,others"),
        (.that, "that,those,these,this,it,them,that one,this one,the same,same,those ones,these ones"),
        (.last, "last,last one"),
        (.cheapest, "cheapest,cheaper,cheap,least expensive,lowest price"),
        (.all, "all,everything,both,all of them"),
        (.place, "option,number,item"),
        (.basket, "basket,cart,my cart,my order,the order,shopping cart,order list,my basket"),
        (
            .empty,
            "empty,clear,start over,start again,remove everything,delete everything,remove all,clear everything,reset"
        ),
        (
            .show,
            """
            whats in my,what is in my,what do i have,what have i got,show my,show me my,view cart,view my cart,view basket
            how much is it,how much is that,how much is everything,how much in total,how much so far,whats the total
            what is the total,the total,total,summary,how much do i owe,read it back,my cart,in total,see my cart,my order so far
            """
        ),
        (
            .checkout,
            """
            thats all,that is all,thats it,that is it,thats everything,that will be all,thatll be all,checkout,check out
            nothing else,im done,i am done,place the order,place my order,place order,finish,finish my order,complete my order
            close the order,ready to order,complete order,all done,that would be all
            """
        ),
        (
            .pay,
            """
            pay,payment,i want to pay,id like to pay,how do i pay,how can i pay,where do i pay,payment link,send me the link
            send the link,link,pay now,pay by card,pay with card,credit card,card,transfer,do you take cards,ready to pay
            payment methods,payment options,lets pay
            """
        ),
        (
            .paid,
            """
            i paid,i already paid,already paid,i have paid,ive paid,just paid,i just paid,payment sent,i made the payment
            did you get my payment,did you receive my payment,paid it,i sent the payment,paid
            """
        ),
        (
            .discount,
            """
            discount~,discounts,deal,better price,best price,special price,price break,too expensive,expensive,lower price
            any offers,offers,promotion,promo,cheaper price,can you do better,knock off,wholesale price,money off,off
            """
        ),
        (.coupon, "coupon,promo code,coupon code,voucher,discount code"),
        (.quote, "quote,quotation~,quotations,estimate,estimates,proforma,quote me,a quote,get a quote,pricing for"),
        (.document, "pdf,document,file,in writing,as a pdf,excel"),
        (
            .yes,
            """
            yes,yep,yeah,yup,sure,of course,correct,right,thats right,exactly,ok,okay,k,fine,perfect,great,go ahead,do it
            agreed,sounds good,looks good,yes please,please do,deal then
            absolutely,cool,good,lets do it,alright,all right
            """
        ),
        (
            .confirm,
            """
            confirm,confirmed,i confirm,i accept,accept,accepted,confirm my order,confirm the order,confirm order,accept the quote
            """
        ),
        (
            .no,
            "no,nope,nah,no thanks,no thank you,not now,not yet,negative,i dont,dont,not really,change something,i want to change something"
        ),
        (
            .cancel,
            """
            cancel,cancel it,cancel my order,cancel the order,cancel everything,cancel order,forget it,never mind,nevermind
            i changed my mind,changed my mind,not interested,i dont want it anymore,dont want it,dont want anything,call it off
            """
        ),
        (
            .resume,
            """
            continue,resume,carry on,lets continue,go on,where were we,where we left off,pick up where,continue my order
            continue with my order,keep going,still interested
            """
        ),
        (
            .person,
            """
            talk to a person,speak to a person,a person,human,a human,real person,agent,talk to someone,speak to someone
            speak with someone,salesperson,representative,manager,talk to an agent,sales rep
            """
        ),
        (
            .options,
            """
            more options,other options,another option,other brands,another brand,other models,what else,show me more,anything else
            see more,different ones,different brand,do you have others,any others
            """
        ),
        (
            .greeting,
            "hi again,hello again,hey again,hi,hello,hey,good morning,good afternoon,good evening,hi there,hello there,howdy"
        ),
        (.thanks, "thanks,thank you,thank you very much,thx,ty,thanks a lot,cheers,much appreciated"),
        (
            .glue,
            """
            i want to know,id like to know,i would like to know,want to know
            the,a,an,of,to,for,in,on,at,with,and,or,from,by,is,are,be,was,i,im,id,ill,ive,we,you,your,my,me,us,our,please,pls,plz
            do,does,can,could,would,will,have,has,had,got,there,here,some,any,one,ones,so,then,now,well,oh,um,looking for,looking
            im looking for,search,find,show,show me,tell me,see,how much,how many,how,much,many,which,what,whats,where,when,price
            cost,costs,sell,carry,stock,available,let,lets,like,too,but,if,possible,today,about,thing,things,product,products,still
            item,items,up,out,not,each,yet,as,am,kindly,hey there,guys,sir,madam,also have,may,bit,little,really,very,just a
            """
        ),
    ])
}
