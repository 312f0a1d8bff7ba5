// Data: English validation messages, written before and apart from the training
// examples, and never added to them. One message a line.

import OrchestratorUnderstanding

extension ValidationSet {
    static let english: [LabelledLines] = [
        LabelledLines(
            .greeting,
            """
            hello there friend
            hi, anybody home?
            yo yo
            how are u
            how r you doing
            hope you are well
            hows your morning so far
            hi im Sarah
            hello my name is Tom
            lovely to meet you
            long time no see
            what is new
            hi assistant, how is life
            gday mate
            good evening, how are you
            hiya everyone in there
            how are u guys doing
            how is ur day so far
            hows your family
            good to be back, hello
            hello hello good morning to you
            hi again friend how have you been
            heyo
            hellooo anyone around
            hi, who am i speaking with
            afternoon folks
            evening how are we
            how ya doing
            how you been
            are you having a good day
            doing great, how about yourself
            what have you been up to
            how's my favorite shop
            greetings my dear friend
            hi i am new here
            it is lovely to see you again
            hello hello how's everybody
            good evening my good man
            hiya pal how are things
            hi hope your day is going great
            hey you, how's tricks
            morning all, how are we doing
            what's good my friend
            greetings everybody
            hello, it's me again
            """
        ),
        LabelledLines(
            .productSearch,
            """
            looking for a cordless drill
            do you carry 2x4 lumber
            spark plugs
            engine oil 5w30
            any gluten free bread
            which brands of paint do you stock
            show me your hammers
            i need an alternator for a 2010 ram
            wooden bookshelf with doors
            recommend something for back pain
            what sizes do you have
            is it available in red
            does it fit a corolla 2015
            what's the difference between ortho and foam
            do u have diapers size 4
            is there any rice left
            what do you sell
            send me the catalog
            can i see your products
            led bulbs
            protein bars
            best shampoo for dry hair
            i am looking for a garden hose
            queen size bed frame
            modern floor lamp brass
            which battery is good for my truck
            got any drywall screws
            help me choose a drill
            round dining table 48
            features of the makita drill
            what are the available colors
            lactose free milk
            i want to see options for shower heads
            do you have this in stock
            vitamins for energy
            tell me more about the grinder
            need a socket wrench
            can't find a 10mm socket, got one
            need recommendation for a bicycle helmet
            which rice cooker would be good for 4 people
            do you happen to have pcv valves
            show drill presses
            aluminum foil rolls
            """
        ),
        LabelledLines(
            .purchase,
            """
            i will buy this one
            send me 5 bags of cement
            i would like to order 3 liters of oil
            go ahead and order it
            ok i'll take the cheaper one
            option 2 please
            put me down for 10 units
            can i order it over the phone
            how can i buy from you
            where can i purchase this
            i need help placing an order
            i'd like to purchase several things
            same as last week
            two of those please
            i want the first one
            add 3 more
            remove the milk and add 2 juices
            ship 4 to my house
            i'll have the big one
            how do i place an order on the site
            lets do it, i'll order both
            are you still accepting orders
            i think i'll go with the blue one
            let me get both of them
            wrap it up, i'm buying
            take my money, i want that drill
            count me in for 6 boxes
            sign me up for two of these
            i'd love to order 10 of them
            send over 4 gallons
            could you put aside 3 for me, i'm buying today
            ok then give me both
            make that 12 and we have a deal
            i'll grab the bigger pack
            please book 20 units for me
            i choose the second, please send it
            how would i go about buying this
            any way to buy without an account
            can u take an order by whatsapp
            i'd like to get one of those delivered
            send the 35 dollar one please
            i'd take 3 of the large ones
            get 8 rolls ready for me
            yes please order the red chair
            is it possible to order two of these by phone
            """
        ),
        LabelledLines(
            .quotation,
            """
            how much is the oil
            what's the price for the drill
            quote for 10 bags please
            can i get a quote
            give me an estimate
            how much for 3
            wholesale price
            what would 20 meters cost
            can you give me a better price
            how much with shipping included
            need a quotation for 5 shocks
            any offers on paint
            how much would it be for both
            i want to know the price of the bed
            whats ur best price
            how much money is that one
            budget for a bathroom remodel
            and the large one how much
            mattress price please
            cheapest price you can do
            price for king size
            please quote the following items
            how many dollars per foot
            how much you want for it
            how much altogether
            what's the damage for 4 tires
            what would i pay for 30 bags
            work me up a quote
            ballpark figure for a new roof
            can you price this list for me
            do you match prices
            is there a cheaper option price wise
            any coupon i can use
            what is the going rate for gravel
            hm is the sofa
            could i know the pricing of the chair
            what are the charges
            total cost with tax please
            how much will i pay for a queen
            how much for the 20 liter one
            how much installed
            what is one bag if i buy a ton
            tell me how much for the two pads
            need pricing on interior doors
            """
        ),
        LabelledLines(
            .complaint,
            """
            the drill stopped working after one day
            nobody answers me, unacceptable
            i am very disappointed
            still haven't got my parcel
            delivery is so late
            i need to submit a complaint about your staff
            items missing from my order
            the box was damaged
            driver was rude
            its defective
            i am not satisfied with your service
            i will never buy here again
            my delivery keeps getting postponed
            you guys are thieves
            the part does not fit, i'm angry
            order delayed again
            want to complain
            where do i file a formal complaint
            product is damaged
            you promised it yesterday and nothing came
            i'm sick of waiting for this order
            no one showed up with my delivery
            your courier lost my stuff
            the paint spilled everywhere inside the box
            this drill is junk
            i got the wrong color again
            half the boxes are missing
            the eggs were smashed
            you people lied about the delivery date
            disgraceful service honestly
            you took my money and sent nothing
            i want to report bad treatment from your staff
            i have a grievance about my purchase
            my item came scratched up
            battery dead after one day
            where do i send a reclamation
            so many days passed and no delivery
            still nothing after three weeks
            the order i placed is running late
            this is the third time you mess up
            i am fed up with you guys
            what a horrible store
            spent all afternoon waiting, nobody delivered
            bucket came half empty
            i did not get what i paid for
            nothing but excuses from you
            your staff treated me horribly
            """
        ),
        LabelledLines(
            .support,
            """
            talk to a human
            track my package
            do you accept cards
            can't log in to my account
            how can i cancel
            change my delivery address
            problem with online payment
            i need a refund
            reset my pin
            what's my order status
            order 55012 status
            report a registration error
            do you take paypal
            when does the call center open
            send me a copy of my bill
            let me speak with your supervisor
            is there somebody real i can chat to
            has my stuff been shipped
            which day will my things get here
            can i use my visa
            is it ok to pay cash
            what time do you guys close on weekends
            my password doesn't work
            locked out of my account
            i don't need the order anymore, cancel
            wish to cancel what i bought
            how do i sign up
            i moved, need to update my shipping info
            i was told i'd get reimbursed, when
            can i swap it for another size
            how do i reach you by phone
            i need somebody to explain how this works
            do you offer store credit
            my promo account got blocked
            is my order ready for pickup
            physical store or only online?
            have a salesperson ring me
            can't see the option to pay
            can i pay half today and half friday
            the invoice shows another name
            move my delivery to saturday
            i lost my login details
            """
        ),
        LabelledLines(
            .other,
            """
            are you married
            asdfgh
            what time is it
            capital of japan
            wrong number
            sorry wrong chat
            merry christmas
            happy birthday bro
            my dog is named max
            i went to the movies yesterday
            write me a poem
            what is the meaning of life
            who is the president
            do you like pizza
            good night sleep well
            i'm at work now
            call you later mom
            just looking
            blah blah
            what is 2 plus 2
            go lakers
            hahah u so silly
            okie dokie
            k thx
            cheers for that
            see ya tomorrow
            have a lovely evening
            yesss
            seriously?
            i had pasta for lunch
            my sister had a baby
            traffic is awful today
            the power went out at home
            who discovered america
            how tall is mount everest
            can you sing
            play some jazz
            uuuu
            zxc vbn
            that message was meant for my brother
            hahaha i can't
            ok ok ok
            going for lunch
            which movie do you recommend
            have a great week everyone, bye
            my mom won't let me go out
            🥲🥲
            oh well what can you do
            your name is funny
            no thank u
            """
        ),
    ]
}
