// Data: how customers speak of what they owe in English.

extension PaymentWord {
    static let english = PhraseTable<PaymentWord>([
        (
            .pays,
            """
            pay,paying,i will pay,will pay,can pay,gonna pay,going to pay,make the payment,make a payment
            send the money,ill transfer,ill deposit
            """
        ),
        (
            .mayPay,
            """
            transfer,deposit,send it,send you,ill send,settle,ill do it,cover,put down,you will have it,youll have it
            take care of it
            """
        ),
        (
            .paid,
            """
            paid,already paid,i paid,ive paid,i have paid,i just paid,just paid,payment was made,i made the payment,made the payment
            sent the payment,sent the money,i transferred,transferred,i deposited,deposited,its paid,it is paid,here is the receipt
            already transferred,payment sent
            """
        ),
        (.done, "already sent"),
        (.unpaid, "havent paid,not paid,have not paid,didnt pay,not paid yet,wasnt paid,isnt paid"),
        (
            .cannot,
            """
            cant,cannot,can not,wont be able,not able,unable,i am broke,im broke,no money,dont have the money,dont have money
            short on cash,short of cash,tight,lost my job,out of work,havent been paid,not been paid,cant afford
            """
        ),
        (
            .refuses,
            """
            wont pay,will not pay,not going to pay,not gonna pay,not paying,never pay,never going to pay,refuse to pay
            dont want to pay,do not want to pay,dont plan to pay,do not plan to pay
            """
        ),
        (.until, "until,till,not before,before"), (.but, "but,but i can,though"),
        (
            .wait,
            "more time,give me time,give me more time,extension,wait for me,please wait,bear with me,a few more days,few more days,some time"
        ),
        (
            .later,
            "another day,pay another day,later,soon,when i can,as soon as i can,asap,some day,one of these days"
        ),
        (.vows, "ill pay,ill pay on,i promise,promise"),
        (
            .parts,
            "in parts,in installments,installments,instalments,installment plan,payment plan,in payments,split it,split,bit by bit,little by little,monthly"
        ),
        (.partNoun, "payments,installments,instalments,parts"), (.half, "half,half of it,half now"),
        (.whole, "all of it,everything,in full,the full amount,the whole,full,the rest,all"),
        (
            .dispute,
            """
            dont recognize,do not recognize,dont recognise,not mine,isnt mine,is not mine,dont owe,do not owe,didnt buy,never bought
            did not buy,didnt order,never ordered,did not order,never received,didnt receive,did not receive,never arrived,overcharged
            wrong amount,the amount is wrong,is wrong,a mistake,an error,incorrect,i returned,returned it,i cancelled,i canceled
            it was broken,arrived broken,disagree
            """
        ),
        (
            .anger,
            """
            stop messaging,stop texting,stop writing,stop bothering,leave me alone,fed up,sick of,harassment,harassing,sue you,my lawyer
            lawyer,thieves,scam,scammers,fuck,fuck you,bullshit,stop contacting,dont contact me,stop sending,do not contact
            """
        ),
        (.person, "talk to a person,speak to someone,talk to someone,a human,a person,an agent,manager,call me"),
        (.link, "link,how do i pay,how can i pay,where do i pay,pay now,account number,by card,card,cash,want to pay"),
        (
            .owes,
            "how much,what do i owe,how much do i owe,my balance,when is it due,due date,what is this for,which invoice,what invoice,statement,how much is it"
        ),
        (.opens, "are you open,you open,open until,opening hours,close,closed,do you deliver,deliver"),
    ])
}
